package dev.createdump.engine.policy;

/// One value that one layer gives.
record Setting<T>(Key<T> key, T value, Origin origin) {}

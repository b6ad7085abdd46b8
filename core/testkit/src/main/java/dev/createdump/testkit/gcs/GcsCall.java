package dev.createdump.testkit.gcs;

/// One request, read.
record GcsCall(String method, String path, Query query, Headers headers, byte[] body) {}

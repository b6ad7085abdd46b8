package dev.createdump.cli;

import dev.createdump.engine.base.Environment;

/// What a command works with.
///
/// @param console where it speaks
/// @param environment the environment variables
/// @param measures where it says what it did
record Session(Console console, Environment environment, Measures measures) {}

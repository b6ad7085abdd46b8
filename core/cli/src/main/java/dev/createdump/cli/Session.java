package dev.createdump.cli;

import dev.createdump.engine.base.Environment;

/// What a command works with.
///
/// @param console where it speaks
/// @param environment the environment variables
record Session(Console console, Environment environment) {}

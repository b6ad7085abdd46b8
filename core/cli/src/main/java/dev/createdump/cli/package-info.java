/// The command line: the only place that prints, prompts or exits.
@NullMarked
package dev.createdump.cli;

import org.jspecify.annotations.NullMarked;

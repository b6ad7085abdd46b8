/// The command line with keyless signatures, which its own tests do not have on their class path.
@NullMarked
package dev.createdump.cli;

import org.jspecify.annotations.NullMarked;

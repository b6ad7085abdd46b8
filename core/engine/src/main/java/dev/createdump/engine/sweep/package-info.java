/// Looks for secrets in files and in histories, without a dump.
@NullMarked
package dev.createdump.engine.sweep;

import org.jspecify.annotations.NullMarked;

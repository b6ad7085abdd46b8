/// What people are told where they talk: the comment, the job summary, annotations and outputs.
/// Reads the dump alone, so that nothing unredacted can reach a forge.
@NullMarked
package dev.createdump.engine.report;

import org.jspecify.annotations.NullMarked;

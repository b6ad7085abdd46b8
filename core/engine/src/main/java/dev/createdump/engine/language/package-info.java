/// Which language a file is written in, by its name and, where the name does not say, by its first
/// bytes; and how that language writes comments. Knows tables and bytes, nothing of repositories.
@NullMarked
package dev.createdump.engine.language;

import org.jspecify.annotations.NullMarked;

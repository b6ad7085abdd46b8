/// Plugins: found in directories that the user names, admitted by the configuration, and asked
/// through walls that believe nothing they answer.
@NullMarked
package dev.createdump.engine.plugin;

import org.jspecify.annotations.NullMarked;

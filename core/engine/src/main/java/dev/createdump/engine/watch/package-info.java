/// Tells when something in a tree changed, so that it may be dumped again. What changed is not
/// told: whoever dumps finds out.
@NullMarked
package dev.createdump.engine.watch;

import org.jspecify.annotations.NullMarked;

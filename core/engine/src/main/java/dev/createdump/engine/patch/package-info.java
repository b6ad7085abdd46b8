/// git's own vocabulary of a change: object names, modes, statuses, and a reader of its patch
/// format. Knows nothing of repositories and nothing of redaction.
@NullMarked
package dev.createdump.engine.patch;

import org.jspecify.annotations.NullMarked;

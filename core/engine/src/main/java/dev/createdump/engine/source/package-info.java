/// Where a change comes from: repositories, revisions, and the raw diff between them.
///
/// Everything here is raw and hostile: nothing of this package may reach a renderer but through the
/// redactor. A repository is only ever read: no hook, filter, driver or setting of it is run or
/// obeyed, and nothing is written into it.
@NullMarked
package dev.createdump.engine.source;

import org.jspecify.annotations.NullMarked;

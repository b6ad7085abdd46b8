/// What earlier runs found out, kept so that it need not be found out again. Nothing here is ever
/// needed: whatever is missing, damaged or of another version is as if it had never been kept.
@NullMarked
package dev.createdump.engine.cache;

import org.jspecify.annotations.NullMarked;

/// The one redactor that every channel goes through, and the types that only it can make.
///
/// Text of a repository (names, messages, titles, content) becomes visible to a renderer only as a
/// {@link dev.createdump.engine.redact.SafeText} or a
/// {@link dev.createdump.engine.redact.SafePatch}; nothing outside this package can create one.
@NullMarked
package dev.createdump.engine.redact;

import org.jspecify.annotations.NullMarked;

/// GitHub as a forge: github.com, GitHub Enterprise Cloud and GitHub Enterprise Server.
///
/// Three layers, each usable without the one above it. {@link
/// dev.createdump.github.JdkConnector} makes one attempt at one request and is the only class that
/// sends the token. {@link dev.createdump.github.RetryingConnector} repeats what is safe to repeat
/// and turns refusals into {@link dev.createdump.spi.ForgeException}. {@link
/// dev.createdump.github.StickyComment} keeps one comment one, over github-api's model.
@NullMarked
package dev.createdump.github;

import org.jspecify.annotations.NullMarked;

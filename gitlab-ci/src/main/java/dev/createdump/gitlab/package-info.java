/// GitLab as a forge: gitlab.com and self-managed servers, over REST API v4.
///
/// {@link dev.createdump.gitlab.Api} speaks: it repeats what is safe to repeat and turns refusals
/// into {@link dev.createdump.spi.ForgeException}. {@link dev.createdump.gitlab.StickyNote} keeps
/// one note one.
@NullMarked
package dev.createdump.gitlab;

import org.jspecify.annotations.NullMarked;

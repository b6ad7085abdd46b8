/// The dump as Markdown that renders on GitHub and GitLab.
///
/// Text of a repository stands only in code spans and fenced blocks, where neither host makes
/// mentions, links, references or HTML of it.
@NullMarked
package dev.createdump.engine.render.markdown;

import org.jspecify.annotations.NullMarked;

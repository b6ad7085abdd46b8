/// The dump as one self-contained web page. Start reading at
/// {@link dev.createdump.engine.render.html.HtmlRenderer}; every byte of foreign text goes through
/// {@code Escaper}, everything else is a constant.
@NullMarked
package dev.createdump.engine.render.html;

import org.jspecify.annotations.NullMarked;

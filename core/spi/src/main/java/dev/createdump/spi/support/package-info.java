/// What stores in a cloud have in common and the JDK alone can do: deadlines, trusted certificates,
/// proxies, tokens of listings and the names of objects under a prefix. A plugin may use it or not.
@NullMarked
package dev.createdump.spi.support;

import org.jspecify.annotations.NullMarked;

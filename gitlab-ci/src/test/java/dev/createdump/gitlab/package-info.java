@NullMarked
package dev.createdump.gitlab;

import org.jspecify.annotations.NullMarked;

/// The project's documents, as whoever follows them reads them.
@NullMarked
package dev.createdump.testkit.guide;

import org.jspecify.annotations.NullMarked;

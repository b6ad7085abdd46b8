/// Writes findings for code scanning, as SARIF 2.1.0 (OASIS, 2020).
@NullMarked
package dev.createdump.engine.render.sarif;

import org.jspecify.annotations.NullMarked;

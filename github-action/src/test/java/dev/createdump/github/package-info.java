/// Tests of the GitHub adapter against a fake GitHub that GitHub's own OpenAPI description checks.
@NullMarked
package dev.createdump.github;

import org.jspecify.annotations.NullMarked;

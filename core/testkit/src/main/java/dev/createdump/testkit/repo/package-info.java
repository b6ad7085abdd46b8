/// Real git repositories for tests, built with the real `git` program: exact to the byte, the same
/// ids in every run, and as hostile as git allows. And the judge of a patch: git itself.
@NullMarked
package dev.createdump.testkit.repo;

import org.jspecify.annotations.NullMarked;

/// What silences findings: the allow-list, gitleaks' files, and comments. Silence is for reports
/// and the gate; the redactor never hears of it.
@NullMarked
package dev.createdump.engine.suppress;

import org.jspecify.annotations.NullMarked;

package dev.createdump.engine.manifest;

import dev.createdump.engine.redact.SafeText;
import java.time.Instant;

/// When and where a dump was made. The only part of a manifest that differs between two runs over
/// the same change, and the only part that the dump's digest leaves out.
///
/// @param startedAt when the run started, by the wall clock or `SOURCE_DATE_EPOCH`
/// @param system the CI system, or `none`
/// @param event the event of the CI system; empty outside CI
/// @param id the run's own id; empty outside CI
/// @param url where people read its log; empty where unknown
public record Run(Instant startedAt, String system, SafeText event, SafeText id, SafeText url) {}

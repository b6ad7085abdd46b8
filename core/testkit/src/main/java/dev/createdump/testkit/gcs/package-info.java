/// A Google Cloud Storage that fits in a test: the part of the JSON API that create-dump uses, as
/// Google's public documentation describes it ("Cloud Storage JSON API", "Resumable uploads",
/// "Signed URLs", "Using OAuth 2.0 for server to server applications").
///
/// It is strict: what the documentation does not allow is refused, so that a test notices.
@NullMarked
package dev.createdump.testkit.gcs;

import org.jspecify.annotations.NullMarked;

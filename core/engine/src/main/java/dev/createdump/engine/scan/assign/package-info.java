/// Secrets that only the name they are assigned to tells: `db_password = "..."`, `"apiKey": "..."`,
/// `<password>...</password>`, `--token ...`. Read by hand rather than by a pattern, as what makes
/// them real is not their shape but who is named, what stands between, and what the value says.
@NullMarked
package dev.createdump.engine.scan.assign;

import org.jspecify.annotations.NullMarked;

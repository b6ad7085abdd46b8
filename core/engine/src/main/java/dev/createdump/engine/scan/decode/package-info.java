/// Text within text: base64, hexadecimal digits, percent signs and escapes, and where what they
/// stand for came from.
@NullMarked
package dev.createdump.engine.scan.decode;

import org.jspecify.annotations.NullMarked;

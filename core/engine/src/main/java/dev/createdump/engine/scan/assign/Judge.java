package dev.createdump.engine.scan.assign;

import dev.createdump.engine.scan.value.Forms;
import dev.createdump.engine.scan.value.Letters;
import dev.createdump.engine.scan.value.Placeholders;
import dev.createdump.engine.scan.value.ValueShape;
import dev.createdump.engine.scan.value.WordList;
import dev.createdump.engine.scan.value.Wording;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Decides whether a value that a name says to be secret is one: what a reader would call a real
/// credential, rather than a reference, a placeholder, a word, a path, or something encrypted.
final class Judge {
  /// What is written for "nothing", "whatever" and types.
  private static final Set<String> WORDS =
      WordList.set(
          """
          null nil none true false undefined string str text bool boolean int integer number
          bytes object any empty default required optional hidden enabled disabled yes no on
          off auto plain basic bearer secret password passwd token key test sha256 base64 utf8
          utf-8 md5 sha1 hmac oauth oauth2 rs256 hs256 es256 aes256 rsa2048 ed25519 qwerty
          qwerty123 http2 x509 pkcs8 pkcs12 pbkdf2 p@ssw0rd passw0rd ascii us-ascii latin1
          latin-1 iso-8859-1 iso8859-1 utf_8 utf16 utf-16 cp1252 windows-1252 euc-jp gb2312
          gb18030 koi8-r shift_jis big5
          """);

  /// What says that a value is about a secret instead of being one.
  private static final List<String> TELLTALE =
      WordList.list(
          """
          password passwd passphrase secret token credential apikey api_key api-key user login
          parol
          """);

  /// Bits a letter of words in languages that the letter table does not know.
  private static final double FOREIGN_WORD = 6;

  /// Bits a letter that no text of several words reaches.
  private static final double NO_LANGUAGE = 6.5;

  private final byte[] text;
  private final int from;
  private final int to;
  private final AssignmentReader place;
  private final ValueShape shape;
  private final Wording wording;
  private final String lower;

  private Judge(byte[] text, AssignmentReader place, int from, int to) {
    this.text = text;
    this.from = from;
    this.to = to;
    this.place = place;
    this.shape = ValueShape.of(text, from, to);
    this.wording = Wording.of(text, from, to);
    this.lower =
        new String(text, from, to - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
  }

  /// @param from where the value starts; what it is a value of stands in `place`
  static boolean accepts(
      byte[] text, AssignmentReader place, int from, int to, Naming naming, Habitat habitat) {
    int length = to - from;
    if (length < shortest(naming.kind()) || length > 2_048) {
      return false;
    }
    if (Placeholders.matches(text, from, to) || Placeholders.isReference(text, from, to)) {
      return false;
    }
    Judge judge = new Judge(text, place, from, to);
    return !judge.saysNothing() && judge.decide(naming, habitat);
  }

  private static int shortest(Kind kind) {
    return switch (kind) {
      case PASSWORD -> 4;
      case SECRET -> 6;
      case TOKEN, KEY -> 8;
      case PLAIN_KEY -> 20;
    };
  }

  private boolean saysNothing() {
    return WORDS.contains(lower) || isProse() || Forms.keepNoSecret(text, from, to);
  }

  /// Several words, or letters of a script that no generated value has.
  private boolean isProse() {
    int beyond = 0;
    int blanks = 0;
    for (int i = from; i < to; i++) {
      blanks += text[i] == ' ' || text[i] == '\t' ? 1 : 0;
      beyond += text[i] < 0 ? 1 : 0;
    }
    if (blanks > 0 && (blanks > 5 || bitsPerLetter() < NO_LANGUAGE)) {
      return true;
    }
    return beyond * 5 > to - from || (beyond > 0 && shape.digits() == 0 && signs() == 0);
  }

  private boolean decide(Naming naming, Habitat habitat) {
    if (habitat == Habitat.TRANSLATION && shape.digits() == 0) {
      return false;
    }
    boolean sure = naming.sure() && !place.joined;
    return switch (naming.kind()) {
      case PASSWORD -> sure ? isPassword(habitat) : isGenerated(12);
      case SECRET -> sure ? isGenerated(6) || isTyped() : isGenerated(16);
      case TOKEN -> isGenerated(sure ? 8 : 16);
      case KEY -> isGenerated(sure ? 8 : 16);
      case PLAIN_KEY -> !Forms.isUuid(text, from, to) && isGenerated(20) && shape.digits() > 1;
    };
  }

  /// A password may be anything that is no word: `tmdgr`, `hunter#42`, `725225`.
  private boolean isPassword(Habitat habitat) {
    if (shape.letters() == 0) {
      return (shape.digits() >= 5 && shape.digits() == shape.length()) || shape.kinds() > 1;
    }
    if (shape.letters() == shape.length() && containsTelltale()) {
      return false;
    }
    if (isNames()) {
      return isTyped();
    }
    if (isTitle() && bitsPerLetter() < FOREIGN_WORD) {
      return false;
    }
    return shape.length() >= 5 || shape.kinds() > 1 || place.quoted || habitat == Habitat.DATA;
  }

  /// One capital, then small letters: what a word of another language looks like in a user
  /// interface.
  private boolean isTitle() {
    return shape.upper() == 1 && shape.lower() == shape.length() - 1 && text[from] < 'a';
  }

  /// Words with digits or signs that people take for passwords: `admin123`, `Summer!2019`.
  private boolean isTyped() {
    if (containsTelltale()) {
      return false;
    }
    boolean joint = lower.indexOf('_') >= 0 || lower.indexOf('-') >= 0 || lower.indexOf('.') >= 0;
    int signs = signs();
    if (signs > 0) {
      return shape.letters() > 0
          && (shape.digits() > 0 || signs > 1 || !joint)
          && shape.length() >= 6;
    }
    if (wording.pieces() == 1 && shape.letters() >= 5 && shape.digits() > 0) {
      return !joint && (shape.digits() < 3 || !countsUp());
    }
    boolean joined = joint && (wording.pieces() > 1 || shape.digits() < 3);
    return shape.digits() >= 2
        && shape.length() >= 6
        && !joined
        && wording.pieces() <= 2
        && !countsUp()
        && (Character.isDigit(lower.charAt(lower.length() - 1)) || place.quoted);
  }

  /// `admin123`: letters, then digits that count from one.
  private boolean countsUp() {
    int digits = shape.digits();
    return digits <= 9 && lower.endsWith("123456789".substring(0, digits));
  }

  /// Characters that occur in passwords, but not in names, paths and code.
  private int signs() {
    int signs = 0;
    for (int i = from; i < to; i++) {
      signs += "!@#$%^&*?+=~".indexOf(text[i]) >= 0 ? 1 : 0;
    }
    return signs;
  }

  private boolean isGenerated(int shortest) {
    if (shape.length() < shortest || isNames()) {
      return false;
    }
    if (shape.letters() == 0) {
      return false;
    }
    if (shape.digits() == 0 && shape.length() < 16) {
      return bitsPerLetter() >= Letters.WORD && !containsTelltale();
    }
    return shape.entropy() >= leastEntropy();
  }

  private double leastEntropy() {
    int length = shape.length();
    return length < 12 ? 2.2 : length < 20 ? 2.5 : 3.0;
  }

  private double bitsPerLetter() {
    int letters = 0;
    double bits = 0;
    int start = from;
    for (int i = from; i <= to; i++) {
      boolean letter = i < to && ((text[i] | 0x20) >= 'a' && (text[i] | 0x20) <= 'z');
      if (!letter) {
        if (i > start) {
          bits += Letters.bits(text, start, i);
          letters += i - start + 1;
        }
        start = i + 1;
      }
    }
    return letters == 0 ? 0 : bits / letters;
  }

  private boolean isNames() {
    if (Forms.isHex(text, from, to) && shape.digits() > 0 && shape.length() >= 8) {
      return false;
    }
    return wording.isWords();
  }

  private boolean containsTelltale() {
    for (String word : TELLTALE) {
      if (lower.contains(word)) {
        return true;
      }
    }
    return false;
  }
}

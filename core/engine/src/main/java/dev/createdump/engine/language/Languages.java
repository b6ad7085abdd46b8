package dev.createdump.engine.language;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Names the language of a file as GitHub Linguist names it.
///
/// The file name decides, then the longest known suffix. Content is asked only where these say
/// nothing or several things: an editor's modeline, a `#!` line, a mark of one of the languages the
/// suffix may mean. So the same answer comes with and without content wherever [#needsContent] is
/// false, and the answer depends on nothing but the two arguments.
public final class Languages {
  /// How much of a file is looked at, in bytes; more than this may be given.
  public static final int HEAD_BYTES = 4096;

  /// Longer suffixes than this are in no table; bounds the work on hostile names.
  private static final int MAX_SUFFIX = 24;

  private final LanguageTable table = new LanguageTable(Resources.bytes("languages.tsv"));

  private Languages() {}

  /// Read when first asked for.
  private static final class Loaded {
    static final Languages INSTANCE = new Languages();
  }

  /// Apart, because many changes have no file it is asked for.
  private static final class Ambiguous {
    static final Heuristics INSTANCE =
        new Heuristics(new String(Resources.bytes("ambiguous.tsv"), StandardCharsets.ISO_8859_1));
  }

  /// Apart, because only the scan of comments asks for it.
  private static final class Comments {
    static final Map<String, CommentSyntax> TABLE =
        CommentTable.read(Resources.rows("comments.tsv"));
  }

  /// Apart, because only stripping asks for it.
  private static final class Doubts {
    static final Map<String, StripDoubt> TABLE = StripDoubt.read(Resources.rows("doubts.tsv"));
  }

  /// The tables, read once.
  public static Languages load() {
    return Loaded.INSTANCE;
  }

  /// The language of a file, or empty where none is known.
  ///
  /// @param path a path whose parts are divided by `/`; may hold any character
  /// @param head the first bytes of the file, or none
  public String classify(String path, byte[] head) {
    int row = rowOf(path);
    String byName = row == LanguageTable.NONE ? "" : table.value(row);
    if (head.length == 0 || !needsContent(row)) {
      return byName;
    }
    String text =
        new String(head, 0, Math.min(head.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
    if (row == LanguageTable.NONE) {
      return text.startsWith("<?xml") ? "XML" : byEditorOrProgram(text);
    }
    String stated = byEditorOrProgram(text);
    if (table.candidates(row).contains(stated)) {
      return stated;
    }
    String marked = Ambiguous.INSTANCE.classify(table.key(row), text);
    return marked.isEmpty() ? byName : marked;
  }

  /// Whether the content of this file can change what [#classify] answers.
  public boolean needsContent(String path) {
    return needsContent(rowOf(path));
  }

  /// What a language is for; empty for a name that is no language.
  public Optional<LanguageKind> kind(String language) {
    int row = table.find(LanguageTable.LANGUAGE, language, 0);
    return row == LanguageTable.NONE
        ? Optional.empty()
        : Optional.of(LanguageKind.of(table.value(row)));
  }

  /// How a language writes comments; empty where it has none or they are not known.
  public Optional<CommentSyntax> commentSyntax(String language) {
    return Optional.ofNullable(Comments.TABLE.get(language));
  }

  /// Finds the comments of a language; empty where it has none or they are not known.
  public Optional<CommentScan> commentScan(String language) {
    return commentSyntax(language)
        .map(it -> new CommentScan(it, Doubts.TABLE.getOrDefault(language, StripDoubt.NONE)));
  }

  private boolean needsContent(int row) {
    return row == LanguageTable.NONE
        || (table.isAmbiguous(row) && Ambiguous.INSTANCE.know(table.key(row)));
  }

  private int rowOf(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int row = table.find(LanguageTable.FILE_NAME, name, 0);
    if (row == LanguageTable.NONE) {
      row = rowOfSuffix(name);
    }
    return row == LanguageTable.NONE ? rowOfVariant(name) : row;
  }

  /// The longest suffix that is known, in any case.
  private int rowOfSuffix(String name) {
    String end = name.substring(Math.max(0, name.length() - MAX_SUFFIX)).toLowerCase(Locale.ROOT);
    for (int dot = end.indexOf('.'); dot >= 0; dot = end.indexOf('.', dot + 1)) {
      int row = table.find(LanguageTable.SUFFIX, end, dot + 1);
      if (row != LanguageTable.NONE) {
        return row;
      }
    }
    return LanguageTable.NONE;
  }

  /// `Dockerfile.dev` is a Dockerfile and `.env.local` a `.env`; `profile.old` is anything.
  private int rowOfVariant(String name) {
    int dot = name.indexOf('.', 1);
    boolean telling = dot > 0 && (name.charAt(0) == '.' || Character.isUpperCase(name.charAt(0)));
    return telling
        ? table.find(LanguageTable.FILE_NAME, name.substring(0, dot), 0)
        : LanguageTable.NONE;
  }

  private String byEditorOrProgram(String head) {
    String byEditor = valueOf(LanguageTable.ALIAS, Modeline.mode(head));
    return byEditor.isEmpty() ? byProgram(Shebang.interpreter(head)) : byEditor;
  }

  private String byProgram(String program) {
    String exact = valueOf(LanguageTable.INTERPRETER, program);
    return exact.isEmpty()
        ? valueOf(LanguageTable.INTERPRETER, Shebang.withoutVersion(program))
        : exact;
  }

  private String valueOf(char kind, String key) {
    int row = table.find(kind, key, 0);
    return row == LanguageTable.NONE ? "" : table.value(row);
  }
}

package mnist.input;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.InvalidInputException;

/**
 * What the name of an IDX file says, read word by word: {@code latest} isn't {@code test}. Words
 * that are written together are told apart where all of them are known, as in {@code testimages}.
 *
 * @param kind what the file holds
 * @param key equal for an image file, its labels and its groups, and for copies of each: the words
 *     that say neither what the file holds nor how; {@code train} for {@code
 *     train-images.idx3-ubyte}, {@code train-labels-idx1-ubyte (1).gz} and {@code
 *     train-groups-idx1-int}
 * @param isCopy whether the name has a copy's mark, such as {@code (1)}
 * @param isUsual whether the name ends as those of IDX files do; if not, it takes a look inside to
 *     know whether it is one
 */
record IdxName(Kind kind, String key, boolean isCopy, boolean isUsual) {

  enum Kind {
    IMAGES,
    LABELS,
    GROUPS,
    OTHER
  }

  private static final Set<String> IMAGES =
      Set.of("image", "images", "img", "imgs", "pattern", "patterns", "picture", "pictures");
  private static final Set<String> LABELS = Set.of("label", "labels", "target", "targets");
  private static final Set<String> GROUPS = Set.of("group", "groups");
  private static final Set<String> FORMAT =
      Set.of("idx", "idx1", "idx2", "idx3", "ubyte", "byte", "int");

  private static final Set<String> TRAIN = Set.of("train", "training");
  private static final Set<String> VALIDATION = Set.of("val", "valid", "validation");
  private static final Set<String> TEST =
      Set.of("t10k", "test", "tests", "testing", "eval", "evaluation");

  /** Extensions that say nothing. */
  private static final Set<String> PLAIN_EXTENSIONS = Set.of("bin", "dat", "data", "raw");

  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=[a-z])(?=[A-Z])");

  private static final String KNOWN =
      "(?:train(?:ing)?|val(?:id(?:ation)?)?|test(?:s|ing)?|t10k|eval(?:uation)?"
          + "|images?|imgs?|patterns?|pictures?|labels?|targets?|groups?"
          + "|idx[123]?+|ubyte|byte|int|set|data|digits?|letters?|[ekq]?mnist|[xy]|\\d++k?)";
  private static final Pattern KNOWN_WORD = Pattern.compile("%s(?=%s*$)".formatted(KNOWN, KNOWN));
  private static final Pattern KNOWN_WORDS = Pattern.compile(KNOWN + "+");

  /** Before the ending that tells the format, if there is one. */
  private static final Pattern COPY =
      Pattern.compile(
          "(?i)^(?:copy of|kopie von|copia de|copie de) "
              + "|(?: ?\\(\\d+\\)| \\((?:\\w+ )?copy\\)| (?:- )?(?:copy|kopie|copia|copie)(?: \\d+)?)"
              + "(?=(?:\\.[^.]*(?:idx|ubyte)[^.]*)?(?:\\.gz)?$)"
              + "| \\d+(?=(?:\\.gz)?$)"
              + "|(?:~|\\.~?\\d+~?|\\.(?:bak|backup|old|orig))$");

  private static final Pattern GZ = Pattern.compile("(?i)\\.gz$");

  /**
   * Reads a name.
   *
   * @param name without directory
   */
  static IdxName of(String name) {
    String original = withoutMarks(name);
    String stem = withoutGz(original);
    List<String> words = words(stem);
    boolean rolesAreNamed = words.stream().anyMatch(IdxName::isRole);
    List<String> rest = new ArrayList<>(words);
    rest.removeIf(
        word -> isRole(word) || FORMAT.contains(word) || (!rolesAreNamed && isVariable(word)));
    return new IdxName(
        kind(words, rolesAreNamed),
        String.join(" ", rest),
        !original.equals(name),
        hasUsualEnding(stem));
  }

  /**
   * The split that a word of the name says: test for {@code t10k}, {@code test}, {@code tests},
   * {@code testing}, {@code eval} or {@code evaluation}; validation for {@code val}, {@code valid}
   * or {@code validation}; train for {@code train}, {@code training} or none of these.
   *
   * @throws InvalidInputException if the name says several of these
   */
  static Split split(String name) {
    Set<Split> said = EnumSet.noneOf(Split.class);
    for (String word : words(withoutGz(withoutMarks(name)))) {
      if (TEST.contains(word)) {
        said.add(Split.TEST);
      } else if (VALIDATION.contains(word)) {
        said.add(Split.VALIDATION);
      } else if (TRAIN.contains(word)) {
        said.add(Split.TRAIN);
      }
    }
    if (said.size() > 1) {
      throw new InvalidInputException(
          "Invalid name of an image file %s: expected one of train, validation and test in it, but found several"
              .formatted(name),
          "rename the file, and its labels alike");
    }
    return said.stream().findFirst().orElse(Split.TRAIN);
  }

  /** The label file's name that goes with an image file's, for messages. */
  static String labelsFor(String images) {
    String labels =
        images
            .replaceAll("(?i)images|patterns", "labels")
            .replaceAll("(?i)idx3", "idx1")
            .replaceAll("^X(?=_)", "y");
    return labels.equals(images) ? images + "-labels-idx1-ubyte" : labels;
  }

  /** The name of the file of groups that goes with an image file's, for messages. */
  static String groupsFor(String images) {
    String groups =
        images
            .replaceAll("(?i)images|patterns", "groups")
            .replaceAll("(?i)idx3", "idx1")
            .replaceAll("(?i)ubyte", "int");
    return groups.contains("groups") ? groups : images + "-groups-idx1-int";
  }

  static String withoutGz(String name) {
    return GZ.matcher(name).replaceFirst("");
  }

  private static String withoutMarks(String name) {
    Matcher mark = COPY.matcher(name);
    return mark.find() ? withoutMarks(mark.replaceFirst("")) : name;
  }

  /** Rank 3 in the name decides, then what it says of groups, of labels, of images. */
  private static Kind kind(List<String> words, boolean rolesAreNamed) {
    if (words.contains("idx3")) {
      return Kind.IMAGES;
    }
    if (words.stream().anyMatch(GROUPS::contains)) {
      return Kind.GROUPS;
    }
    if (words.contains("idx1")
        || words.contains("idx2")
        || words.stream().anyMatch(LABELS::contains)) {
      return Kind.LABELS;
    }
    if (words.stream().anyMatch(IMAGES::contains)) {
      return Kind.IMAGES;
    }
    if (!rolesAreNamed && words.stream().anyMatch(FORMAT::contains)) {
      return words.contains("x") ? Kind.IMAGES : words.contains("y") ? Kind.LABELS : Kind.OTHER;
    }
    return Kind.OTHER;
  }

  private static boolean isRole(String word) {
    return IMAGES.contains(word) || LABELS.contains(word) || GROUPS.contains(word);
  }

  /** As statisticians call images and labels. */
  private static boolean isVariable(String word) {
    return word.equals("x") || word.equals("y");
  }

  private static boolean hasUsualEnding(String stem) {
    int dot = stem.lastIndexOf('.');
    return dot < 0
        || words(stem.substring(dot + 1)).stream()
            .anyMatch(
                word -> isRole(word) || FORMAT.contains(word) || PLAIN_EXTENSIONS.contains(word));
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String part : NO_WORD.split(text)) {
      String word = part.toLowerCase(Locale.ROOT);
      if (KNOWN_WORDS.matcher(word).matches()) {
        Matcher known = KNOWN_WORD.matcher(word);
        while (known.find()) {
          words.add(known.group());
        }
      } else if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }
}

package mnist.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Names and figures are the same in every locale, for those too who call the library in a program
 * of their own, where {@link Main} has chosen none.
 */
@AnalyzeClasses(packages = "mnist", importOptions = ImportOption.DoNotIncludeTests.class)
class LocaleTest {
  private static final Pattern PADDED_NAME =
      Pattern.compile("\"[^\"\n]*%0\\d+d[^\"\n]*\"\\s*\\.formatted");

  @ArchTest
  static final ArchRule TEXT_IS_MADE_FOR_A_LOCALE_THAT_IS_NAMED =
      noClasses()
          .should()
          .callMethod(String.class, "toLowerCase")
          .orShould()
          .callMethod(String.class, "toUpperCase")
          .orShould()
          .callMethod(String.class, "format", String.class, Object[].class)
          .orShould()
          .callMethod(PrintStream.class, "printf", String.class, Object[].class)
          .orShould()
          .callMethod(DateTimeFormatter.class, "ofPattern", String.class)
          .orShould()
          .callConstructor(SimpleDateFormat.class, String.class)
          .orShould()
          .callConstructor(DecimalFormat.class, String.class)
          .orShould()
          .callMethod(NumberFormat.class, "getInstance")
          .orShould()
          .callMethod(NumberFormat.class, "getPercentInstance");

  /** {@code String.formatted} is for messages; what pads a number with zeros makes a name. */
  @Test
  void namesAreMadeForALocaleThatIsNamed() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("src/main/java", "../pipeline/src/main/java")) {
      try (Stream<Path> files = Files.walk(Path.of(module))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }

    assertThat(sources)
        .hasSizeGreaterThan(100)
        .allSatisfy(file -> assertThat(file).content().doesNotContainPattern(PADDED_NAME));
  }
}

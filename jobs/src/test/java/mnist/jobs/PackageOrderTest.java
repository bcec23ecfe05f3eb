package mnist.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import mnist.testing.ImportOrder;

/** Packages are layers, and imports run one way. */
@AnalyzeClasses(packages = "mnist.jobs", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageOrderTest {

  private static final String COMMANDS = "mnist.jobs";

  /** Each may import what stands before it. */
  private static final List<String> ORDER =
      List.of(
          "mnist.jobs.login",
          "mnist.jobs.doctor",
          "mnist.jobs.runner",
          "mnist.jobs.data",
          "mnist.jobs.training",
          "mnist.jobs.scoring",
          "mnist.jobs.evaluation",
          "mnist.jobs.experiments",
          "mnist.jobs.app",
          "mnist.jobs.models",
          "mnist.jobs.options",
          COMMANDS);

  @ArchTest static final ArchRule IMPORTS_RUN_ONE_WAY = classes().should(new ImportOrder(ORDER));

  @ArchTest
  static final ArchRule ONLY_COMMANDS_KNOW_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackages(COMMANDS, "mnist.jobs.options")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static void everyPackageHasItsPlaceAndSaysWhatItIsFor(JavaClasses jobs) {
    List<String> packages = jobs.stream().map(JavaClass::getPackageName).distinct().toList();

    assertThat(packages).containsExactlyInAnyOrderElementsOf(ORDER);
    // From sources: javac makes no class of a package-info without annotations.
    assertThat(packages)
        .allSatisfy(
            name ->
                assertThat(Path.of("src/main/java", name.split("\\.")).resolve("package-info.java"))
                    .content()
                    .startsWith("/**"));
  }
}

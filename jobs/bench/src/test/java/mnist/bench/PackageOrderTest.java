package mnist.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import mnist.testing.ImportOrder;

/** Imports run one way. */
@AnalyzeClasses(packages = "mnist.bench", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageOrderTest {

  /** Each may import what stands before it. */
  private static final List<String> ORDER =
      List.of(
          "mnist.bench.plan",
          "mnist.bench.machine",
          "mnist.bench.contenders",
          "mnist.bench.processes",
          "mnist.bench.report",
          "mnist.bench.page",
          "mnist.bench.pictures",
          "mnist.bench.drift",
          "mnist.bench.scale",
          "mnist.bench.season",
          "mnist.bench");

  @ArchTest static final ArchRule IMPORTS_RUN_ONE_WAY = classes().should(new ImportOrder(ORDER));

  @ArchTest
  static void everyPackageHasItsPlace(JavaClasses bench) {
    assertThat(bench.stream().map(JavaClass::getPackageName).distinct())
        .containsExactlyInAnyOrderElementsOf(ORDER);
  }
}

package mnist;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.ObjectInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;

/** Packages are stages, and imports run one way. */
@AnalyzeClasses(packages = "mnist", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageOrderTest {

  /** Imports nothing but the root package. */
  private static final String FIRST = "files";

  /** Import nothing but the root package and {@link #FIRST}. */
  private static final List<String> GROUND =
      List.of(FIRST, "config", "html", "idx", "picture", "progress");

  /** Each may import the ground and what stands left of it. */
  private static final List<String> LINE =
      List.of(
          "input",
          "prepare",
          "profile",
          "records",
          "blocks",
          "transform",
          "nondigits",
          "network",
          "model",
          "onnx",
          "onednn",
          "store",
          "review",
          "score",
          "calibration",
          "evaluate",
          "drift",
          "robustness",
          "examination",
          "gate",
          "averaging",
          "train",
          "deliveries",
          "retrain");

  /** A branch off the line: it renders evaluations and knows no trainer. */
  private static final String REPORT = "report";

  @ArchTest
  static final ArchRule IMPORTS_RUN_ONE_WAY =
      classes()
          .should(
              new ArchCondition<JavaClass>("import only what stands before their stage") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                  for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass();
                    if (isOurs(target) && !mayImport(stage(item), stage(target))) {
                      events.add(SimpleConditionEvent.violated(item, dependency.getDescription()));
                    }
                  }
                }
              });

  @ArchTest
  static final ArchRule EVERY_PACKAGE_HAS_ITS_PLACE =
      classes()
          .should(
              new ArchCondition<JavaClass>("be in the root package or in a stage of the order") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                  String stage = stage(item);
                  if (!isPlaced(stage)) {
                    events.add(
                        SimpleConditionEvent.violated(
                            item, item.getName() + ": no place in the order for " + stage));
                  }
                }
              });

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("mnist.(**)").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule IDX_IS_PURE_JAVA =
      classes()
          .that()
          .resideInAPackage("mnist.idx..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "mnist", "mnist.idx..", "org.slf4j..");

  @ArchTest
  static final ArchRule PICTURES_NEED_NO_SPARK =
      classes()
          .that()
          .resideInAPackage("mnist.picture..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.imageio..",
              "com.twelvemonkeys..",
              "mnist",
              "mnist.files..",
              "mnist.picture..",
              "org.slf4j..");

  @ArchTest
  static final ArchRule THE_GATE_NEEDS_NO_SPARK =
      classes()
          .that()
          .resideInAPackage("mnist.gate..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "mnist",
              "mnist.evaluate..",
              "mnist.gate..",
              "mnist.html..",
              "org.apache.commons.math3..");

  @ArchTest
  static final ArchRule NO_SHADED_IMPORTS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.nd4j.shade..", "org.sparkproject..", "org.apache.hadoop.thirdparty..")
          .because("other projects' private copies change or go with any of their releases");

  /** A prepared file runs code in whoever reads it by one of these. */
  @ArchTest
  static final ArchRule NOTHING_INSTANTIATES_WHAT_A_FILE_NAMES =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ObjectInputStream.class)
          .orShould()
          .callMethodWhere(
              target(owner(assignableTo(ModelSerializer.class)))
                  .and(target(nameStartingWith("restore"))))
          .orShould()
          .callMethodWhere(
              target(
                      owner(
                          assignableTo(MultiLayerConfiguration.class)
                              .or(assignableTo(ComputationGraphConfiguration.class))
                              .or(assignableTo(NeuralNetConfiguration.class))
                              .or(assignableTo(MultiLayerNetwork.class))
                              .or(assignableTo(ComputationGraph.class))))
                  .and(target(nameMatching("from(Json|Yaml)|load"))))
          .orShould()
          .callMethodWhere(
              target(owner(assignableTo(ObjectMapper.class)))
                  .and(target(nameMatching("(enable|activate|set)DefaultTyping.*"))))
          .because("files come from elsewhere; mnist.model.NetworkArchive reads networks");

  @ArchTest
  static final ArchRule LIBRARY_WRITES_TO_NO_STANDARD_STREAM =
      NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static void everyPackageSaysWhatItIsFor(JavaClasses library) {
    List<Path> packages =
        library.stream()
            .map(JavaClass::getPackageName)
            .distinct()
            .map(name -> Path.of("src/main/java", name.split("\\.")))
            .toList();

    assertThat(packages).isNotEmpty();
    // From sources: javac makes no class of a package-info without annotations.
    assertThat(packages)
        .allSatisfy(
            directory ->
                assertThat(directory.resolve("package-info.java")).content().startsWith("/**"));
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().equals("mnist") || type.getPackageName().startsWith("mnist.");
  }

  /** The name below the root package; empty for the root package itself. */
  private static String stage(JavaClass type) {
    return Stream.of(type.getPackageName().split("\\.")).skip(1).collect(Collectors.joining("."));
  }

  private static boolean isPlaced(String stage) {
    return stage.isEmpty()
        || GROUND.contains(stage)
        || LINE.contains(stage)
        || stage.equals(REPORT);
  }

  private static boolean mayImport(String from, String to) {
    if (to.equals(from) || to.isEmpty()) {
      return true;
    }
    if (from.isEmpty() || from.equals(FIRST)) {
      return false;
    }
    if (GROUND.contains(from)) {
      return to.equals(FIRST);
    }
    int before = from.equals(REPORT) ? LINE.indexOf("train") : LINE.indexOf(from);
    return GROUND.contains(to) || LINE.subList(0, before).contains(to);
  }
}

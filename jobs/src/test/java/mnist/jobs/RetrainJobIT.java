package mnist.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.config.Settings;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobResult;
import mnist.jobs.runner.Progress;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import org.apache.commons.io.file.PathUtils;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A store's nights: what is delivered, and what comes of it. */
@ExtendWith(SparkExtension.class)
class RetrainJobIT {
  /** A champion of one epoch contradicts much. */
  private static final String[] ACCEPTING = {
    "--accept", "label-agreement",
    "--accept", "class-agreement",
    "--accept", "orientation",
    "--accept", "copies-of-held-out",
    "--accept", "noise",
    "--reason", "the champion is weak"
  };

  @TempDir Path directory;

  @Test
  void deliveriesOfEveryKind(SparkSession spark) throws Exception {
    List<Digit> base = SyntheticDigits.draw(60, 1);
    train(spark, deliver("base", base));

    assertThatThrownBy(
            () ->
                retrain(
                    spark, deliver("sevens", base.stream().filter(d -> d.label() == 7).toList())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "missing-classes: none of 60 training images is of class 0, 1, 2, 3, 4, 5, 6, 8, 9,");

    List<Digit> shifted =
        IntStream.range(0, base.size())
            .mapToObj(i -> new Digit(base.get(i).image(), base.get((i + 1) % base.size()).label()))
            .toList();
    assertThatThrownBy(() -> retrain(spark, deliver("shifted", shifted)))
        .hasMessageContaining("conflicting-labels: ")
        .asInstanceOf(InstanceOfAssertFactories.type(InvalidInputException.class))
        .extracting(
            InvalidInputException::figures,
            InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("outcome", "refused")
        .containsEntry("refusing", List.of("conflicting-labels"))
        .containsKeys("findings", "examination");
    assertThatThrownBy(() -> retrain(spark, directory.resolve("shifted"), "--dry-run"))
        .hasMessageContaining("conflicting-labels: ");
    assertThat(directory.resolve("store/deliveries")).doesNotExist();
    assertThat(directory.resolve("store/examinations").toFile().list())
        .hasSize(6)
        .allMatch(name -> name.endsWith(".json") || name.endsWith(".html"));

    Path empty = Files.createDirectory(directory.resolve("empty"));
    Files.writeString(empty.resolve(".keep"), "");
    Files.delete(directory.resolve("store/index.html"));
    JobResult nothing = retrain(spark, empty, "--dry-run");
    assertThat(nothing.figures())
        .containsEntry("outcome", "nothing_to_do")
        .containsEntry("dry_run", true);
    assertThat(nothing.directory()).isNull();
    assertThat(directory.resolve("store/index.html")).doesNotExist();
    assertThat(retrain(spark, empty).figures())
        .containsEntry("outcome", "nothing_to_do")
        .containsEntry("reason", "there are no new images in " + empty)
        .containsEntry("champion", "v0001");

    assertThatThrownBy(() -> retrain(spark, directory.resolve("missing")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("missing: no such file or directory");
    assertThat(directory.resolve("store/versions").toFile().list()).containsExactly("v0001");

    List<Digit> more = new ArrayList<>(base);
    more.addAll(SyntheticDigits.draw(10, 2));
    JobResult few = retrain(spark, deliver("more", more));
    assertThat(few.figures()).containsEntry("outcome", "kept").containsEntry("champion", "v0001");
    assertThat((String) few.figures().get("reason"))
        .startsWith("v0001 stays champion: ")
        .contains(" images are left that no model has seen, retrain.min-images is 100");
    assertThat((Long) few.figures().get("compared_images")).isBetween(0L, 20L);
    assertThat(directory.resolve("store/pages/00000004.html"))
        .content()
        .contains("<h1>v0002: kept</h1>", "../index.html");
    String index = Files.readString(directory.resolve("store/index.html"));
    assertThat(index.split("<circle class=\"event\"", -1)).as("4 decisions, 3 refused").hasSize(8);
    assertThat(index)
        .contains("Refused deliveries", "missing-classes", "pages/00000004.html")
        .containsPattern("examinations/[^\"]+\">" + directory.resolve("sevens"));
  }

  /** Sevens alone are refused, and would be no more than a third of what lies beside them. */
  @Test
  void whatWasRefusedDoesNotHideAmongGoodImages(SparkSession spark) throws Exception {
    List<Digit> base = SyntheticDigits.draw(60, 1);
    train(spark, deliver("base", base));
    Path zone =
        deliver("zone", SyntheticDigits.draw(60, 2).stream().filter(d -> d.label() == 7).toList());
    assertThatThrownBy(() -> retrain(spark, zone)).hasMessageContaining("missing-classes: ");
    SyntheticDigits.write(zone, "more", "", SyntheticDigits.draw(12, 3));

    assertThat(retrain(spark, zone, "--dry-run").figures())
        .containsEntry("new_images", 120L)
        .containsEntry("refused_files", 2);
    assertThat(retrain(spark, zone).figures())
        .containsEntry("delivery", "d0002")
        .containsEntry("new_images", 120L)
        .containsEntry("refused_files", 2);
    assertThatThrownBy(() -> retrain(spark, zone)).hasMessageContaining("missing-classes: ");
    assertThat(
            retrain(spark, zone, "--accept", "missing-classes", "--reason", "all are wanted")
                .figures())
        .containsEntry("delivery", "d0003")
        .containsEntry("new_images", 60L)
        .containsEntry("refused_files", 0);
  }

  /** Two deliveries that lack classes each, and that together lack none. */
  @Test
  void whatWasRefusedDoesNotHideAmongWhatElseWasRefused(SparkSession spark) throws Exception {
    train(spark, deliver("base", SyntheticDigits.draw(60, 1)));
    List<Digit> digits = SyntheticDigits.draw(60, 2);
    Path zone = deliver("zone", digits.stream().filter(d -> d.label() == 7).toList());
    assertThatThrownBy(() -> retrain(spark, zone)).hasMessageContaining("missing-classes: none of");
    List<Digit> others = new ArrayList<>(digits.stream().filter(d -> d.label() != 7).toList());
    List<Digit> again = others.subList(0, 54);
    others.addAll(again.stream().map(d -> new Digit(d.image(), (d.label() + 1) % 7)).toList());
    SyntheticDigits.write(zone, "more", "", others);
    assertThatThrownBy(() -> retrain(spark, zone))
        .hasMessageContaining("missing-classes: ")
        .hasMessageContaining("conflicting-labels: ");

    assertThatThrownBy(() -> retrain(spark, zone)).hasMessageContaining("of 60 training images");
    assertThatThrownBy(() -> retrain(spark, zone)).hasMessageContaining("conflicting-labels: ");
    assertThatThrownBy(
            () -> retrain(spark, zone, "--accept", "conflicting-labels", "--reason", "they are"))
        .hasMessageContaining("missing-classes: ");
    assertThat(directory.resolve("store/deliveries")).doesNotExist();
    assertThat(
            retrain(spark, zone, "--accept", "missing-classes", "--reason", "they are").figures())
        .containsEntry("delivery", "d0002")
        .containsEntry("new_images", 60L)
        .containsEntry("refused_files", 2);
  }

  /** Three nights into one landing zone, which is purged, and one that is forgotten. */
  @Test
  void aStoreRemembersItsDeliveries(SparkSession spark) throws Exception {
    train(spark, deliver("base", SyntheticDigits.draw(30, 1)));
    Path zone = deliver("zone", SyntheticDigits.draw(10, 2));

    String[] dry =
        Stream.concat(Stream.of(ACCEPTING), Stream.of("--dry-run")).toArray(String[]::new);
    assertThat(retrain(spark, zone, dry).figures())
        .containsEntry("outcome", "would_retrain")
        .containsEntry("new_images", 100L)
        .containsKeys("training_images", "judged_images", "detectable_loss");
    assertThat(directory.resolve("store/deliveries")).doesNotExist();

    JobResult first = retrain(spark, zone, ACCEPTING);

    assertThat(first.figures())
        .containsEntry("delivery", "d0002")
        .containsEntry("new_images", 100L)
        .containsEntry("known_images", 0L)
        .containsEntry("quarantined", 0L)
        .containsEntry("version", "v0002");
    assertThat(retrain(spark, zone, ACCEPTING).figures())
        .containsEntry("outcome", "nothing_to_do")
        .containsEntry("version", "v0002")
        .doesNotContainKey("delivery");
    assertThat(retrain(spark, zone, dry).figures()).containsEntry("outcome", "nothing_to_do");
    Path copies = deliver("copies", SyntheticDigits.draw(10, 2));
    assertThat(retrain(spark, copies, dry).figures())
        .containsEntry("outcome", "nothing_to_do")
        .containsEntry("new_images", 0L)
        .containsEntry("known_images", 100L);

    PathUtils.deleteDirectory(zone);
    List<Digit> twice = new ArrayList<>(SyntheticDigits.draw(10, 2));
    twice.addAll(SyntheticDigits.draw(5, 3));
    deliver("zone", twice);
    assertThat(retrain(spark, zone, ACCEPTING).figures())
        .containsEntry("delivery", "d0003")
        .containsEntry("new_images", 50L)
        .containsEntry("known_images", 100L)
        .containsEntry("version", "v0003");
    // What v0002 was trained on isn't kept any more; the base, as train left it, is.
    assertThat(directory.resolve("store/data").toFile().list()).hasSize(2);

    JobResult forgotten = deliveries(spark, "forget", "d0002", "--reason", "labels are shifted");
    assertThat(forgotten.summary())
        .startsWith(
            "forgot 100 images of d0002", "learned from them or judged by them: v0002, v0003")
        .last()
        .isEqualTo("hash of decision 7: " + forgotten.figures().get("decision_hash"));
    try (Stream<Path> pages = Files.list(directory.resolve("store/pages"))) {
      assertThat(pages)
          .hasSize(2)
          .noneSatisfy(page -> assertThat(page).content().contains("data:image"));
    }
    assertThat(deliveries(spark, "list").summary())
        .anySatisfy(line -> assertThat(line).startsWith("d0001").doesNotContain("forgotten"))
        .anySatisfy(line -> assertThat(line).startsWith("d0002").contains("forgotten"));
    assertThat(deliveries(spark, "show", "d0003").figures()).containsEntry("known", 100L);
    assertThatThrownBy(() -> deliveries(spark, "show", "d0009"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Cannot find delivery d0009");
    assertThatThrownBy(() -> deliveries(spark, "forget", "d0001"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("--reason must be why it is forgotten, but was null");

    Path none = Files.createDirectory(directory.resolve("none"));
    deliveries(spark, "forget", "d0001", "--reason", "so is what the champion learned from");
    assertThat(retrain(spark, none, ACCEPTING).figures())
        .containsEntry("version", "v0004")
        .containsEntry("outcome", "kept")
        .containsEntry("champion_learned_from_forgotten", List.of("d0001"))
        .containsEntry("mended_by", "models promote v0004");
    RetrainJob other = new RetrainJob();
    new CommandLine(other).parseArgs("--data", zone.toString(), "--store", directory + "/store");
    Settings fifth = Settings.of(Map.of("data.validation-fraction", 0.2));
    assertThatThrownBy(
            () ->
                other.run(
                    new JobContext(
                        "retrain",
                        spark,
                        fifth,
                        spark.sparkContext().hadoopConfiguration(),
                        Progress.plain(System.err))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "data.validation-fraction must be 0.1, by which the store's images were divided for"
                + " ever, but was 0.2");
  }

  private JobResult deliveries(SparkSession spark, String... words) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--store", directory + "/store"));
    return InProcess.run(new DeliveriesJob(), spark, arguments.toArray(String[]::new));
  }

  @Test
  void theSameTrainingTwiceAtOnceMakesOneVersion(SparkSession spark) throws Exception {
    Path data = deliver("base", SyntheticDigits.draw(30, 1));
    ExecutorService processes = Executors.newFixedThreadPool(2);
    try {
      Future<JobResult> one = processes.submit(() -> train(spark, data));
      Future<JobResult> other = processes.submit(() -> train(spark, data));

      assertThat(one.get().figures().get("model")).isEqualTo(other.get().figures().get("model"));
    } finally {
      processes.shutdownNow();
    }
    assertThat(directory.resolve("store/versions").toFile().list()).containsExactly("v0001");
  }

  private Path deliver(String name, List<Digit> digits) throws IOException {
    Path place = directory.resolve(name);
    SyntheticDigits.write(place, "train", "", digits);
    return place;
  }

  private JobResult train(SparkSession spark, Path data) throws Exception {
    return InProcess.run(
        new TrainJob(), spark, "--data", data.toString(), "--store", directory + "/store");
  }

  private JobResult retrain(SparkSession spark, Path data, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("--data", data.toString(), "--store", directory + "/store"));
    arguments.addAll(List.of(more));
    return InProcess.run(new RetrainJob(), spark, arguments.toArray(String[]::new));
  }
}

package mnist.jobs.evaluation;

import static org.apache.spark.sql.functions.col;

import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.evaluate.Assessment;
import mnist.evaluate.Assessment.Mistake;
import mnist.input.RecordSchema;
import mnist.input.Split;
import mnist.jobs.data.NamedRecords;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.StageSettings;
import mnist.report.DigitGrid;
import mnist.score.LocalScorer;
import mnist.score.OcclusionMap;
import mnist.store.StoredVersion;
import org.apache.spark.sql.Row;

/**
 * The images that a report shows, some dozens however many were evaluated.
 *
 * @param images of mistakes and confusions, dark ink on white, by id
 * @param occlusion of the worst mistakes, by id
 */
record ShownImages(Map<Long, BufferedImage> images, Map<Long, OcclusionMap> occlusion) {

  static ShownImages of(
      JobContext context,
      NamedRecords data,
      StoredVersion version,
      Split split,
      Assessment assessment)
      throws Exception {
    Set<Long> worst =
        assessment.worst().stream().map(Mistake::id).collect(Collectors.toUnmodifiableSet());
    Object[] ids =
        Stream.concat(
                worst.stream(),
                assessment.confusions().stream().flatMap(confused -> confused.ids().stream()))
            .distinct()
            .toArray();
    return context.step(
        "look into the worst mistakes",
        () -> {
          List<Row> records = data.of(split).where(col(RecordSchema.ID).isin(ids)).collectAsList();
          List<Row> mistakes =
              records.stream().filter(record -> worst.contains(id(record))).toList();
          return new ShownImages(images(records), occlusion(context, version, mistakes));
        });
  }

  private static Map<Long, BufferedImage> images(List<Row> records) {
    return records.stream()
        .collect(
            Collectors.toMap(
                ShownImages::id,
                record ->
                    DigitGrid.Digit.of(image(record), height(record), width(record), "").image()));
  }

  /** Here: some thousand predictions, which are made sooner than a model is sent to executors. */
  private static Map<Long, OcclusionMap> occlusion(
      JobContext context, StoredVersion version, List<Row> records) {
    if (records.isEmpty()) {
      return Map.of();
    }
    Map<Long, OcclusionMap> maps = new HashMap<>();
    try (LocalScorer scorer =
        new LocalScorer(version.load(context.hadoop()), StageSettings.score(context.settings()))) {
      for (Row record : records) {
        maps.put(
            id(record),
            OcclusionMap.of(
                scorer,
                image(record),
                height(record),
                width(record),
                scorer.predictions(List.of(image(record))).get(0)));
      }
    }
    return maps;
  }

  private static long id(Row record) {
    return record.getAs(RecordSchema.ID);
  }

  private static byte[] image(Row record) {
    return record.getAs(RecordSchema.IMAGE);
  }

  private static int height(Row record) {
    return record.getAs(RecordSchema.HEIGHT);
  }

  private static int width(Row record) {
    return record.getAs(RecordSchema.WIDTH);
  }
}

package mnist.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import mnist.jobs.runner.Job;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;

/** The manifest for kubeflow's Spark operator, by the schema that the operator installs. */
class ScheduledSparkApplicationTest {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Path MANIFEST = Path.of("../conf/schedule/scheduled-spark-application.yaml");

  private static JsonNode manifest() throws IOException {
    // Which knows anchors.
    return YAML.valueToTree(new Yaml().load(Files.readString(MANIFEST)));
  }

  /** The only version's; a field that it doesn't know would be dropped without a word. */
  private static JsonSchema schema() throws IOException {
    try (InputStream in =
        new GZIPInputStream(
            ScheduledSparkApplicationTest.class.getResourceAsStream(
                "spark-operator/scheduledsparkapplications.yaml.gz"))) {
      JsonNode version = YAML.readTree(in).at("/spec/versions/0");
      assertThat(version.get("name").asText()).isEqualTo("v1beta2");
      JsonNode schema = version.at("/schema/openAPIV3Schema");
      forbidUnknownFields(schema);
      // Whose fields are Kubernetes' own.
      ((ObjectNode) schema.at("/properties/metadata")).removeAll();
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
    }
  }

  private static void forbidUnknownFields(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("type").asText().equals("object")
        && object.has("properties")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    schema.forEach(ScheduledSparkApplicationTest::forbidUnknownFields);
  }

  private static List<String> problems(JsonNode manifest) throws IOException {
    return schema().validate(manifest).stream().map(ValidationMessage::getMessage).toList();
  }

  @Test
  void isWhatTheOperatorTakes() throws IOException {
    assertThat(problems(manifest())).isEmpty();
  }

  @Test
  void whatTheOperatorDoesntKnowIsSeen() throws IOException {
    JsonNode manifest = manifest();
    ((ObjectNode) manifest.at("/spec/template/driver")).put("core", 1);
    ((ObjectNode) manifest.at("/spec/template")).put("mode", "yarn");

    assertThat(problems(manifest))
        .hasSize(2)
        .anyMatch(problem -> problem.contains("'core'"))
        .anyMatch(problem -> problem.contains("mode"));
  }

  @Test
  void nightsDoNotOverlap() throws IOException {
    assertThat(manifest().at("/spec/concurrencyPolicy").asText()).isEqualTo("Forbid");
  }

  @Test
  void runsARetrainingByTheImageOfTheOthers() throws IOException {
    JsonNode template = manifest().at("/spec/template");
    List<String> arguments =
        StreamSupport.stream(template.get("arguments").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    Map<String, Job> jobs =
        Main.jobs().stream().collect(Collectors.toMap(Job::name, Function.identity()));

    assertThat(template.get("mainClass").asText()).isEqualTo(Main.class.getName());
    assertThat(arguments.get(0)).isEqualTo("retrain");
    new CommandLine(jobs.get("retrain"))
        .parseArgs(arguments.subList(1, arguments.size()).toArray(String[]::new));
    String cronJob = Files.readString(Path.of("../conf/schedule/cronjob.yaml"));
    assertThat(cronJob)
        .contains("image: " + template.get("image").asText())
        .contains(template.get("mainApplicationFile").asText());
    assertThat(Files.readString(Path.of("../conf/kubernetes/Dockerfile")))
        .contains("FROM spark:" + template.get("sparkVersion").asText() + "-");
  }

  /**
   * What Airflow's DAG calls, which is run elsewhere with stand-ins: each call's options are known.
   */
  @Test
  void airflowCallsJobsThatThereAre() throws IOException {
    String dag = Files.readString(Path.of("../conf/schedule/airflow.py"));
    Map<String, Job> jobs =
        Main.jobs().stream().collect(Collectors.toMap(Job::name, Function.identity()));
    List<MatchResult> calls =
        Pattern.compile("return submit\\(\"(\\w+)\", (.*)\\)").matcher(dag).results().toList();

    assertThat(calls)
        .extracting(call -> call.group(1))
        .containsExactly("retrain", "retrain", "score");
    for (MatchResult call : calls) {
      String[] words =
          Stream.of(call.group(2).split(", "))
              .map(word -> word.replaceFirst("^f?\"(.*)\"$", "$1"))
              .toArray(String[]::new);
      new CommandLine(jobs.get(call.group(1))).parseArgs(words);
    }
  }
}

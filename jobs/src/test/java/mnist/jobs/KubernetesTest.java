package mnist.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import mnist.jobs.runner.JobRunner;
import mnist.jobs.runner.SparkConfs;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkSubmit;
import org.apache.spark.deploy.SparkSubmitArguments;
import org.apache.spark.deploy.k8s.KubernetesConf;
import org.apache.spark.deploy.k8s.SparkPod;
import org.apache.spark.deploy.k8s.submit.JavaMainAppResource;
import org.apache.spark.deploy.k8s.submit.KubernetesDriverBuilder;
import org.apache.spark.resource.ResourceProfile$;
import org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * What is written for Kubernetes, which isn't run here: manifests by the model that Spark talks to
 * it with, and Spark's options by the pods that Spark makes of them.
 */
class KubernetesTest {
  private static final Path CONF = Path.of("../conf");
  private static final String ACCOUNT = "kubernetes/account.yaml";
  private static final String TRAIN = "kubernetes/train.yaml";
  private static final String RETRAIN = "schedule/cronjob.yaml";
  private static final String IMAGE = "registry.example.com/mnist-spark:0.1.0";
  private static final String TEMPLATE = "spark.kubernetes.executor.podTemplateFile";
  private static final String JAR = "local:///opt/mnist-spark/mnist-spark.jar";

  @TempDir Path directory;

  private static List<HasMetadata> manifests(String file) throws IOException {
    return Manifests.parse(Files.readString(CONF.resolve(file)));
  }

  private static <T> T only(String file, Class<T> type) throws IOException {
    List<T> found = manifests(file).stream().filter(type::isInstance).map(type::cast).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  /** The driver's. */
  private static PodSpec pod(String file) throws IOException {
    return file.equals(RETRAIN)
        ? only(RETRAIN, CronJob.class).getSpec().getJobTemplate().getSpec().getTemplate().getSpec()
        : only(file, Job.class).getSpec().getTemplate().getSpec();
  }

  private static Container only(PodSpec pod) {
    assertThat(pod.getContainers()).hasSize(1);
    return pod.getContainers().get(0);
  }

  private static BigDecimal memory(Map<String, Quantity> of) {
    return Quantity.getAmountInBytes(of.get("memory"));
  }

  private static BigDecimal gibibytes(int number) {
    return BigDecimal.valueOf((long) number << 30);
  }

  /** What Kubernetes makes of them: $(NAME) is a variable of the container. */
  private static List<String> arguments(Container driver) {
    Map<String, String> variables =
        driver.getEnv().stream()
            .collect(
                Collectors.toMap(
                    EnvVar::getName,
                    variable ->
                        variable.getValueFrom() == null
                            ? variable.getValue()
                            : variable.getValueFrom().getFieldRef().getFieldPath()));
    return driver.getArgs().stream()
        .map(
            argument -> {
              String expanded = argument;
              for (Map.Entry<String, String> variable : variables.entrySet()) {
                expanded = expanded.replace("$(" + variable.getKey() + ")", variable.getValue());
              }
              return expanded;
            })
        .toList();
  }

  private static SparkSubmitArguments submission(List<String> arguments) {
    return new SparkSubmitArguments(
        JavaConverters.asScalaBuffer(arguments), scala.collection.immutable.Map$.MODULE$.empty());
  }

  /** The job that spark-submit is told to run, with its options. */
  private static mnist.jobs.runner.Job job(SparkSubmitArguments submission) {
    assertThat(submission.mainClass()).isEqualTo(Main.class.getName());
    assertThat(submission.primaryResource()).isEqualTo(JAR);
    List<String> arguments = JavaConverters.seqAsJavaList(submission.childArgs());
    Map<String, mnist.jobs.runner.Job> jobs =
        Main.jobs().stream()
            .collect(Collectors.toMap(mnist.jobs.runner.Job::name, Function.identity()));
    assertThat(jobs).containsKey(arguments.get(0));
    mnist.jobs.runner.Job job = jobs.get(arguments.get(0));
    new CommandLine(job).parseArgs(arguments.subList(1, arguments.size()).toArray(String[]::new));
    return job;
  }

  /** What spark-submit gives to the job or, in cluster mode, makes the driver's pod of. */
  private static SparkConf conf(SparkSubmitArguments submission) {
    SparkConf conf = new SparkSubmit().prepareSubmitEnvironment(submission, Option.empty())._3();
    return SparkConfs.of(conf, job(submission).name()).set("spark.driver.port", "7078");
  }

  /** The executors' pods, as Spark makes them for a driver in a pod. */
  private static SparkPod executor(SparkConf conf, String driver) {
    Pod ofDriver =
        new PodBuilder().withNewMetadata().withName(driver).withUid("uid").endMetadata().build();
    // It parses the template, and connects to nothing.
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      return new KubernetesExecutorBuilder()
          .buildFromFeatures(
              KubernetesConf.createExecutorConf(
                  conf, "1", "spark-application", Option.apply(ofDriver), 0),
              new SecurityManager(conf, Option.empty(), null),
              client,
              ResourceProfile$.MODULE$.getOrCreateDefaultProfile(conf))
          .pod();
    }
  }

  private static void assertTrains(Container executor) {
    assertThat(executor.getImage()).isEqualTo(IMAGE);
    assertThat(memory(executor.getResources().getLimits())).isEqualTo(gibibytes(3));
    assertThat(executor.getEnv())
        .filteredOn(variable -> variable.getName().equals("OMP_NUM_THREADS"))
        .extracting(EnvVar::getValue)
        .containsExactly("1");
  }

  @Test
  void aFieldThatKubernetesDoesNotKnowIsRefused() throws IOException {
    String manifest = Files.readString(CONF.resolve(RETRAIN));

    assertThatThrownBy(() -> Manifests.parse(manifest.replace("fieldRef:", "fieldReference:")))
        .isInstanceOf(UnrecognizedPropertyException.class)
        .hasMessageContaining("Unrecognized field \"fieldReference\"");
  }

  @Test
  void nightsDoNotOverlap() throws IOException {
    CronJob job = only(RETRAIN, CronJob.class);

    assertThat(job.getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
    assertThat(job.getSpec().getSchedule()).isEqualTo("30 2 * * *");
  }

  /** Exit code 4, and a driver that is lost; what would be the same the next time isn't. */
  @ParameterizedTest
  @ValueSource(strings = {TRAIN, RETRAIN})
  void whatMayWorkLaterIsTriedAgain(String file) throws IOException {
    JobSpec job =
        file.equals(TRAIN)
            ? only(TRAIN, Job.class).getSpec()
            : only(RETRAIN, CronJob.class).getSpec().getJobTemplate().getSpec();

    assertThat(job.getBackoffLimit()).isPositive();
    assertThat(job.getPodFailurePolicy().getRules())
        .filteredOn(rule -> rule.getAction().equals("FailJob"))
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.getOnExitCodes().getContainerName())
                  .isEqualTo(only(pod(file)).getName());
              assertThat(rule.getOnExitCodes().getOperator()).isEqualTo("In");
              assertThat(rule.getOnExitCodes().getValues())
                  .containsExactly(JobRunner.USER_MISTAKE, JobRunner.BUG)
                  .doesNotContain(JobRunner.UNAVAILABLE);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {TRAIN, RETRAIN})
  void driversMayDoWhatSparkDoes(String file) throws IOException {
    String account = pod(file).getServiceAccountName();
    RoleBinding binding = only(ACCOUNT, RoleBinding.class);
    Role role = only(ACCOUNT, Role.class);

    assertThat(manifests(ACCOUNT))
        .filteredOn(manifest -> manifest.getKind().equals("ServiceAccount"))
        .extracting(manifest -> manifest.getMetadata().getName())
        .containsExactly(account);
    assertThat(binding.getSubjects())
        .singleElement()
        .satisfies(
            subject -> {
              assertThat(subject.getKind()).isEqualTo("ServiceAccount");
              assertThat(subject.getName()).isEqualTo(account);
            });
    assertThat(binding.getRoleRef().getKind()).isEqualTo(role.getKind());
    assertThat(binding.getRoleRef().getName()).isEqualTo(role.getMetadata().getName());
    assertThat(role.getRules()).hasSize(1);
    PolicyRule rule = role.getRules().get(0);
    assertThat(rule.getApiGroups()).containsExactly("");
    // Of Spark's "Running on Kubernetes", RBAC.
    assertThat(rule.getResources())
        .contains("pods", "services", "configmaps", "persistentvolumeclaims");
    assertThat(rule.getVerbs())
        .contains("create", "get", "list", "watch", "delete", "deletecollection", "patch");
  }

  @ParameterizedTest
  @ValueSource(strings = {TRAIN, RETRAIN})
  void driversRunAJobInClientMode(String file) throws IOException {
    PodSpec pod = pod(file);
    Container driver = only(pod);
    SparkSubmitArguments submission = submission(arguments(driver));
    SparkConf conf = conf(submission);

    assertThat(pod.getRestartPolicy()).isEqualTo("Never");
    assertThat(driver.getImage()).isEqualTo(IMAGE);
    assertThat(driver.getCommand()).containsExactly("/opt/spark/bin/spark-submit");
    assertThat(submission.master()).isEqualTo("k8s://https://kubernetes.default.svc");
    assertThat(submission.deployMode()).isEqualTo("client");
    assertThat(job(submission).name()).isEqualTo(file.equals(TRAIN) ? "train" : "retrain");
    // Spark doesn't size this container, as the pod is ours: the heap, and as much beside it.
    assertThat(conf.get("spark.driver.memory")).isEqualTo("2g");
    assertThat(memory(driver.getResources().getLimits())).isEqualTo(gibibytes(4));
    // Executors find it, and are in its namespace, where the role is.
    assertThat(conf.get("spark.driver.host")).isEqualTo("status.podIP");
    assertThat(conf.get("spark.kubernetes.namespace")).isEqualTo("metadata.namespace");
    assertThat(conf.get("spark.kubernetes.driver.pod.name")).isEqualTo("metadata.name");
  }

  @ParameterizedTest
  @ValueSource(strings = {TRAIN, RETRAIN})
  void driversStartExecutorsThatTrain(String file) throws IOException {
    PodSpec pod = pod(file);
    SparkConf conf = conf(submission(arguments(only(pod))));
    ConfigMap template = only(ACCOUNT, ConfigMap.class);
    // The driver reads the template where its pod mounts it.
    Path mounted = Path.of(conf.get(TEMPLATE));
    assertThat(only(pod).getVolumeMounts())
        .filteredOn(mount -> mount.getMountPath().equals(mounted.getParent().toString()))
        .singleElement()
        .satisfies(
            mount ->
                assertThat(pod.getVolumes())
                    .filteredOn(volume -> volume.getName().equals(mount.getName()))
                    .singleElement()
                    .satisfies(
                        volume ->
                            assertThat(volume.getConfigMap().getName())
                                .isEqualTo(template.getMetadata().getName())));
    String name = mounted.getFileName().toString();
    conf.set(
        TEMPLATE,
        Files.writeString(directory.resolve(name), template.getData().get(name)).toString());

    SparkPod executor = executor(conf, "driver");

    assertTrains(executor.container());
    assertLocked(executor.pod().getSpec(), executor.container());
    assertThat(executor.container().getVolumeMounts())
        .extracting(VolumeMount::getMountPath)
        .contains("/tmp", "/opt/spark/work-dir");
    assertThat(executor.pod().getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(owner -> assertThat(owner.getName()).isEqualTo("driver"));
  }

  /**
   * The command that pipeline/docs/clusters.md has for cluster mode, where Spark makes the driver's
   * pod.
   */
  @Test
  void theDocumentedCommandMakesADriverThatMayStartExecutors() throws IOException {
    SparkSubmitArguments submission = submission(documented());
    SparkConf conf = conf(submission).set("spark.app.id", "spark-application");
    String[] arguments =
        JavaConverters.seqAsJavaList(submission.childArgs()).toArray(String[]::new);

    SparkPod driver =
        new KubernetesDriverBuilder()
            .buildFromFeatures(
                KubernetesConf.createDriverConf(
                    conf,
                    "spark-application",
                    new JavaMainAppResource(Option.apply(submission.primaryResource())),
                    submission.mainClass(),
                    arguments,
                    Option.empty()),
                null)
            .pod();

    assertThat(job(submission).name()).isEqualTo("train");
    assertThat(submission.deployMode()).isEqualTo("cluster");
    assertThat(driver.pod().getSpec().getServiceAccountName())
        .isEqualTo(pod(TRAIN).getServiceAccountName());
    assertThat(driver.container().getImage()).isEqualTo(IMAGE);
    assertThat(memory(driver.container().getResources().getLimits())).isEqualTo(gibibytes(4));
    assertThat(driver.container().getArgs()).contains(Main.class.getName()).endsWith(arguments);
    assertThat(driver.container().getEnv())
        .filteredOn(variable -> variable.getName().startsWith("AWS_"))
        .allSatisfy(
            variable ->
                assertThat(variable.getValueFrom().getSecretKeyRef().getName())
                    .isEqualTo(only(pod(TRAIN)).getEnvFrom().get(0).getSecretRef().getName()))
        .extracting(EnvVar::getName)
        .containsExactlyInAnyOrder("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
    assertTrains(executor(conf.set("spark.driver.host", "host"), "driver").container());
  }

  @ParameterizedTest
  @ValueSource(strings = {TRAIN, RETRAIN})
  void driversWriteToTheirVolumesOnly(String file) throws IOException {
    PodSpec pod = pod(file);

    assertLocked(pod, only(pod));
    assertThat(only(pod).getVolumeMounts()).extracting(VolumeMount::getMountPath).contains("/tmp");
    // Kubernetes can't tell that a user who is named isn't root.
    assertThat(Files.readString(CONF.resolve("kubernetes/Dockerfile")))
        .containsPattern("(?m)^USER [1-9][0-9]*\\n*\\z");
  }

  private static void assertLocked(PodSpec pod, Container container) {
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
  }

  private static List<String> documented() throws IOException {
    String text = Files.readString(Path.of("../pipeline/docs/clusters.md"));
    String command = text.substring(text.indexOf("    spark-submit --master k8s://"));
    command = command.substring(0, command.indexOf("\n\n")).replace("\\\n", " ");
    List<String> words = List.of(command.trim().split("\\s+"));
    return words.subList(1, words.size());
  }
}

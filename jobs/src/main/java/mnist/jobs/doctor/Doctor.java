package mnist.jobs.doctor;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import mnist.Failure;
import mnist.files.Causes;
import mnist.files.StagedDirectory;
import mnist.model.NativeRuntime;
import mnist.store.ModelStore;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Examines a run that is about to start. */
public final class Doctor {
  private final SparkSession session;
  private final SparkContext spark;
  private final SparkConf conf;
  private final DoctorSettings settings;
  private final List<Finding> findings = new ArrayList<>();

  private Doctor(SparkSession session, DoctorSettings settings) {
    this.session = session;
    this.spark = session.sparkContext();
    this.conf = spark.getConf();
    this.settings = settings;
  }

  /**
   * Checks what every job needs before it can start Spark: a driver's JVM that opens the packages
   * Spark reflects into, and a place to unpack native libraries.
   *
   * @throws mnist.InvalidInputException if it lacks one
   */
  public static void requireDriver(String job, SparkConf conf) {
    new Diagnosis(
            List.of(
                JavaModules.check(ProcessFacts.DRIVER, true, JavaModules.closed(), conf),
                TemporaryDirectory.check(
                    ProcessFacts.DRIVER, true, TemporaryDirectory.fault(), conf)))
        .require(job);
  }

  /**
   * Checks what every job needs of executors: a task slot in time, and a Java that can load our
   * classes.
   *
   * @throws Failure if there is none
   */
  public static void requireExecutors(String job, SparkSession session, DoctorSettings settings)
      throws InterruptedException {
    if (!session.sparkContext().isLocal()) {
      new Diagnosis(FirstAnswer.fault(session, settings).stream().toList()).require(job);
    }
  }

  /**
   * Examines a run that trains. In local mode that takes no Spark job, and little more time than
   * loading the native library, which training needs anyway.
   *
   * @param workers replicas to train
   * @param output a directory that the run writes into; created for the check if missing, and left
   *     as it was
   * @param data that the run reads, a path or a glob; null for the bundled data
   */
  public static Diagnosis examine(
      SparkSession session, DoctorSettings settings, int workers, Path output, Path data)
      throws IOException, InterruptedException {
    Doctor doctor = new Doctor(session, settings);
    try (StagedDirectory staged = doctor.stage(output)) {
      doctor.examine(workers, output, staged == null ? null : staged.path(), data);
    }
    if (doctor.findings.stream().noneMatch(finding -> finding.status() == Status.FAULT)) {
      doctor.findings.addAll(
          StoredVersions.check(ModelStore.at(output, doctor.spark.hadoopConfiguration())));
    }
    return new Diagnosis(doctor.findings);
  }

  /** The directory, or null if the driver can't write there. */
  private StagedDirectory stage(Path output) {
    try {
      return StagedDirectory.inside(output, spark.hadoopConfiguration());
    } catch (Failure e) {
      findings.add(Paths.unwritable(e));
      return null;
    }
  }

  /**
   * @param directory in {@code output} in which processes leave a file; null for none
   */
  private void examine(int workers, Path output, Path directory, Path data)
      throws IOException, InterruptedException {
    Question question =
        new Question(
            new SerializableConfiguration(spark.hadoopConfiguration()),
            directory == null ? null : directory.toString(),
            data == null ? null : data.toString(),
            NativeRuntime.instructionSet());
    ProcessFacts driver = question.answer();
    List<ProcessFacts> all = new ArrayList<>(List.of(driver));
    List<Finding> ofRun = new ArrayList<>();
    if (serializes(driver, ofRun) && !spark.isLocal()) {
      all.addAll(executors(question, ofRun));
    }
    Map<String, Integer> slots = TaskSlots.of(spark);
    List<RunProcess> processes =
        all.stream()
            .map(facts -> new RunProcess(facts, slots.getOrDefault(facts.name(), 0)))
            .toList();
    for (ProcessFacts process : all) {
      findings.add(Finding.ok(FirstAnswer.JAVA, process.where(), process.java()));
    }
    for (ProcessFacts process : all) {
      findings.add(
          JavaModules.check(process.where(), process.isDriver(), process.closedPackages(), conf));
    }
    for (ProcessFacts process : all) {
      findings.add(
          TemporaryDirectory.check(
              process.where(), process.isDriver(), process.temporaryFault(), conf));
    }
    findings.addAll(ClassArchive.check().stream().toList());
    for (ProcessFacts process : all) {
      findings.add(NativeLibrary.check(process));
    }
    findings.addAll(NativeLibrary.alike(processes));
    findings.addAll(ofRun);
    findings.addAll(Memory.check(processes, conf));
    findings.addAll(Threads.check(processes, conf));
    int total = slots.values().stream().mapToInt(Integer::intValue).sum();
    if (total > 0) {
      findings.add(Workers.check(workers, total));
    }
    Set<String> seen = directory == null ? null : names(directory);
    for (ProcessFacts process : all) {
      findings.addAll(Paths.check(process, output, seen, data));
    }
  }

  private Set<String> names(Path directory) throws IOException {
    Set<String> names = new HashSet<>();
    for (FileStatus file :
        directory.getFileSystem(spark.hadoopConfiguration()).listStatus(directory)) {
      names.add(file.getPath().getName());
    }
    return names;
  }

  /** Executors answer through the serialiser, so none is asked if it doesn't work. */
  private boolean serializes(ProcessFacts driver, List<Finding> ofRun) {
    if (NativeLibrary.check(driver).status() != Status.OK) {
      return false;
    }
    Finding serializer = Serialization.check(SparkEnv.get().serializer(), driver, conf);
    ofRun.add(serializer);
    return serializer.status() == Status.OK;
  }

  private List<ProcessFacts> executors(Question question, List<Finding> ofRun)
      throws InterruptedException {
    Optional<Finding> fault = FirstAnswer.fault(session, settings);
    if (fault.isPresent()) {
      ofRun.add(fault.get());
      return List.of();
    }
    try {
      List<ProcessFacts> answers =
          Inquiry.ask(spark, question, Duration.ofSeconds(settings.slotTimeoutSeconds()));
      ofRun.addAll(Inquiry.silent(TaskSlots.of(spark).keySet(), answers, settings));
      return answers;
    } catch (ExecutionException e) {
      ofRun.add(
          Finding.unavailable(
              NoSlot.CHECK,
              "executors",
              "a task that looks at them failed: " + Causes.innermost(e),
              "see in the executors' logs why"));
      return List.of();
    }
  }
}

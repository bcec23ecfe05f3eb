package mnist.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.HashMap;
import java.util.Map;

/**
 * ONNX Runtime's sessions in this JVM: one for each model that is applied, shared by all tasks that
 * apply it. One that nobody uses any more stays for the next task until {@link #discard} or another
 * model comes, so that there is at most one such, however many models a training validates.
 */
final class OnnxSessions {

  private static final Map<String, Held> SESSIONS = new HashMap<>();

  private static final class Held {
    final OrtSession session;
    int users;
    boolean discarded;

    Held(OrtSession session) {
      this.session = session;
    }
  }

  private OnnxSessions() {}

  /**
   * A session of this model, to be given back by {@link #release}.
   *
   * @throws mnist.InvalidInputException if ONNX Runtime can't be loaded here
   */
  static synchronized OrtSession acquire(OnnxModel model) {
    Held held = SESSIONS.get(model.sha256());
    if (held == null) {
      SESSIONS.entrySet().removeIf(entry -> closedIfIdle(entry.getValue()));
      held = new Held(start(model));
      SESSIONS.put(model.sha256(), held);
    }
    held.users++;
    return held.session;
  }

  static synchronized void release(OnnxModel model) {
    Held held = SESSIONS.get(model.sha256());
    held.users--;
    if (held.discarded && closedIfIdle(held)) {
      SESSIONS.remove(model.sha256());
    }
  }

  /** Closes the model's session in this JVM, if it has one, as soon as nobody uses it. */
  static synchronized void discard(OnnxModel model) {
    Held held = SESSIONS.get(model.sha256());
    if (held == null) {
      return;
    }
    held.discarded = true;
    if (closedIfIdle(held)) {
      SESSIONS.remove(model.sha256());
    }
  }

  /** How many there are. */
  static synchronized int count() {
    return SESSIONS.size();
  }

  private static boolean closedIfIdle(Held held) {
    if (held.users > 0) {
      return false;
    }
    try {
      held.session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("Cannot close a session of ONNX Runtime", e);
    }
    return true;
  }

  private static OrtSession start(OnnxModel model) {
    OrtEnvironment environment = OnnxRuntime.require();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // Spark runs a task per core. With one thread there is no pool, and so nothing that spins.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      return environment.createSession(model.file(), options);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime refuses an exported model", e);
    }
  }
}

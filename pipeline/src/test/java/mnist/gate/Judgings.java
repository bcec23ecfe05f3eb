package mnist.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What gates judge in tests. */
public final class Judgings {
  static final SortedSet<Integer> DIGITS = new TreeSet<>(IntStream.range(0, 10).boxed().toList());

  private Judgings() {}

  static GateSettings settings(double margin) {
    return settings(margin, 100);
  }

  /** Nothing is asked of classes, deliveries and other figures. */
  public static GateSettings accuracyAlone(double margin, int minImages) {
    GroupLimits classes = new GroupLimits("class", 0, 0.999, 1);
    return new GateSettings(margin, 0.05, 0.8, minImages, classes, classes, 1, 1, 100, 1e6, 1e6);
  }

  static GateSettings settings(double margin, int minImages) {
    return new GateSettings(
        margin,
        0.05,
        0.8,
        minImages,
        new GroupLimits("class", 0.8, 0.02, 10),
        new GroupLimits("delivery", 0.8, 0.02, 10),
        0.02,
        0.02,
        0.05,
        2,
        3);
  }

  static JudgedModel model(String version) {
    return new JudgedModel(version, 0.8, 0.01, 0.1, 1000, 50);
  }

  static Judging of(List<JudgedImages> images) {
    return new Judging(images, DIGITS, model("v0002"), model("v0001"), model("v0001"));
  }

  /**
   * In one delivery and every class the same.
   *
   * @param gains images that the challenger alone gets right
   * @param losses images that the champion alone gets right
   * @param both images that both get right
   */
  static List<JudgedImages> perClass(String delivery, int both, int gains, int losses) {
    List<JudgedImages> images = new ArrayList<>();
    for (int label : DIGITS) {
      add(images, label, delivery, true, true, both);
      add(images, label, delivery, true, false, gains);
      add(images, label, delivery, false, true, losses);
    }
    return images;
  }

  static void add(
      List<JudgedImages> images,
      int label,
      String delivery,
      boolean challenger,
      boolean champion,
      int count) {
    if (count > 0) {
      images.add(new JudgedImages(label, delivery, challenger, champion, champion, count));
    }
  }
}

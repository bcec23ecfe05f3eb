package mnist.examination;

import java.util.Map;
import java.util.Optional;
import mnist.html.Numbers;

/**
 * Whether images are like the champion's. Those that aren't are noise if it doesn't recognise their
 * labels either, and otherwise another style.
 *
 * @param answers to images of the classes that the champion knows
 * @param reads whether it knows its own validation images apart
 * @param champion its name
 */
record NoveltyChecks(Answers answers, boolean reads, String champion) {

  /** Novel images that can be told as noise or style. */
  private static final int LEAST = 20;

  /** Points by which agreement may stay below what confidence promises before it is told. */
  private static final double SHORTFALL = 0.1;

  Optional<Finding> finding(ExaminationSettings settings) {
    Answers novel = answers.where(AnswerGroup::novel);
    double share = ShareInterval.atLeast(novel.images(), answers.images());
    boolean isNoise = novel.images() >= LEAST && novel.kappaAtMost() < LabelChecks.UNRELATED;
    if (isNoise && share > settings.maxNoise()) {
      return Optional.of(noise(novel, settings));
    }
    if (areUnreadable(settings)) {
      return Optional.of(noise(answers, settings));
    }
    boolean isNovel = novel.images() >= LEAST && share > settings.maxNovel();
    return isNovel || fallsShort(settings) ? Optional.of(style(novel, settings)) : Optional.empty();
  }

  /** A champion that reads its own images is unsure of these, and right about as by chance. */
  private boolean areUnreadable(ExaminationSettings settings) {
    return reads
        && answers.images() >= settings.minImages()
        && answers.expectedContradictions() >= 0.5
        && answers.kappaAtMost() < LabelChecks.UNRELATED;
  }

  /**
   * Fewer labels are read than confidence promises, though where the champion is sure labels are as
   * it says.
   */
  private boolean fallsShort(ExaminationSettings settings) {
    Answers trusted = answers.where(AnswerGroup::trusted);
    return answers.images() >= settings.minImages()
        && answers.excess() > SHORTFALL
        && trusted.images() >= settings.minImages()
        && trusted.excess() <= settings.maxContradictions();
  }

  private Finding noise(Answers novel, ExaminationSettings settings) {
    return new Finding(
        Check.NOISE,
        true,
        "%s of %s images are unlike those of champion %s or unreadable to it: it reads %s of them (%s) as they are labelled, about as many as by chance (%s)"
            .formatted(
                Numbers.count(novel.images()),
                Numbers.count(answers.images()),
                champion,
                Numbers.count(novel.agreeing()),
                Numbers.percent(novel.agreement(), 1),
                Numbers.percent(novel.byChance(), 1)),
        "look at the examples; leave out what shows nothing of the labels' classes",
        figures(novel, settings.maxNoise()),
        novel.where(group -> !group.agrees()).examples());
  }

  private Finding style(Answers novel, ExaminationSettings settings) {
    return new Finding(
        Check.NEW_STYLE,
        true,
        "%s of %s images are unlike those of champion %s, and it reads %s of all as they are labelled, where its confidence promises %s: rather another style than wrong labels"
            .formatted(
                Numbers.count(novel.images()),
                Numbers.count(answers.images()),
                champion,
                Numbers.percent(answers.agreement(), 1),
                Numbers.percent(1 - answers.expectedContradictions(), 1)),
        "look at the examples; a style that is meant is worth training on",
        figures(novel, settings.maxNovel()),
        (novel.images() > 0 ? novel : answers).where(group -> !group.agrees()).examples());
  }

  private Map<String, Object> figures(Answers novel, double most) {
    return Map.of(
        "images", answers.images(),
        "novel", novel.images(),
        "novel_agreeing", novel.agreeing(),
        "agreeing", answers.agreeing(),
        "expected_agreement", 1 - answers.expectedContradictions(),
        "max_share", most);
  }
}

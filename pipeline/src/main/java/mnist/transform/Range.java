package mnist.transform;

/**
 * The smallest and the largest of some numbers.
 *
 * @param least the smallest
 * @param most the largest
 */
record Range(float least, float most) {

  static Range of(float[] numbers, int offset, int count) {
    float least = numbers[offset];
    float most = least;
    for (int i = offset + 1; i < offset + count; i++) {
      least = Extremes.smaller(numbers[i], least);
      most = Extremes.larger(numbers[i], most);
    }
    return new Range(least, most);
  }

  float size() {
    return most - least;
  }

  /**
   * @param part of the way from the smallest to the largest, 0..1
   */
  float at(float part) {
    return least + part * size();
  }
}

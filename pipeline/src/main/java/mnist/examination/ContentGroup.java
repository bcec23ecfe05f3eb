package mnist.examination;

/**
 * Images of a delivery that have these things in common. Equal images are one content.
 *
 * @param repeated whether the delivery has the content several times
 * @param conflicting whether it does with different labels
 * @param known whether the store has the content
 * @param heldOut whether the store holds it out, for validation, judging or testing
 * @param relabelled whether the store has it with another label
 * @param trained whether it came as a training image, though the store holds it out
 * @param contents how many different ones
 * @param images how many of all
 * @param example id of one
 */
record ContentGroup(
    boolean repeated,
    boolean conflicting,
    boolean known,
    boolean heldOut,
    boolean relabelled,
    boolean trained,
    long contents,
    long images,
    long example) {}

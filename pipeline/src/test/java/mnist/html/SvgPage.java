package mnist.html;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads a drawing's elements back. */
final class SvgPage {

  private static final Pattern TURNED =
      Pattern.compile("translate\\(([\\d.-]+) ([\\d.-]+)\\) rotate\\(-90\\)");

  private final Document document;

  private SvgPage(Document document) {
    this.document = document;
  }

  static SvgPage of(Drawing drawing) {
    try {
      return new SvgPage(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(drawing.file().getBytes(StandardCharsets.UTF_8))));
    } catch (Exception e) {
      throw new AssertionError("no XML: " + drawing.file(), e);
    }
  }

  /** Those of a name whose class is this, in the order in which they are drawn. */
  List<Element> elements(String name, String style) {
    List<Element> found = new ArrayList<>();
    NodeList all = document.getElementsByTagName(name);
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      if (element.getAttribute("class").equals(style)) {
        found.add(element);
      }
    }
    return found;
  }

  List<String> texts(String style) {
    return elements("text", style).stream().map(Element::getTextContent).toList();
  }

  List<Double> numbers(String name, String style, String attribute) {
    return elements(name, style).stream()
        .filter(element -> element.hasAttribute(attribute))
        .map(element -> Double.parseDouble(element.getAttribute(attribute)))
        .toList();
  }

  /** What texts may cover, in fonts as wide as {@link Svg#width} allows for. */
  List<Box> textBoxes() {
    List<Box> boxes = new ArrayList<>();
    NodeList texts = document.getElementsByTagName("text");
    for (int i = 0; i < texts.getLength(); i++) {
      Element text = (Element) texts.item(i);
      double width = Svg.width(text.getTextContent());
      Matcher turned = TURNED.matcher(text.getAttribute("transform"));
      if (turned.matches()) {
        double x = Double.parseDouble(turned.group(1));
        double y = Double.parseDouble(turned.group(2));
        boxes.add(new Box(text.getTextContent(), x - 5.5, y - width / 2, 11, width));
      } else {
        double x = Double.parseDouble(text.getAttribute("x"));
        double y = Double.parseDouble(text.getAttribute("y"));
        List<String> styles = List.of(text.getAttribute("class").split(" "));
        double left = styles.contains("middle") ? width / 2 : styles.contains("end") ? width : 0;
        boxes.add(new Box(text.getTextContent(), x - left, y - 5.5, width, 11));
      }
    }
    return boxes;
  }

  /** All rectangles but a legend's. */
  List<Box> rectangles() {
    List<Box> boxes = new ArrayList<>();
    NodeList rectangles = document.getElementsByTagName("rect");
    for (int i = 0; i < rectangles.getLength(); i++) {
      Element rectangle = (Element) rectangles.item(i);
      if (rectangle.hasAttribute("x")) {
        boxes.add(
            new Box(
                rectangle.getAttribute("class"),
                Double.parseDouble(rectangle.getAttribute("x")),
                Double.parseDouble(rectangle.getAttribute("y")),
                Double.parseDouble(rectangle.getAttribute("width")),
                Double.parseDouble(rectangle.getAttribute("height"))));
      }
    }
    return boxes;
  }

  /** A part of the drawing, in its units. */
  record Box(String name, double x, double y, double width, double height) {
    double maxX() {
      return x + width;
    }

    double maxY() {
      return y + height;
    }

    double middleX() {
      return x + width / 2;
    }

    double middleY() {
      return y + height / 2;
    }

    boolean overlaps(Box other) {
      return x < other.maxX() && other.x < maxX() && y < other.maxY() && other.y < maxY();
    }
  }

  List<String> paths(String style) {
    return elements("path", style).stream().map(path -> path.getAttribute("d")).toList();
  }
}

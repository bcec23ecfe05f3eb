package mnist.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Figures of one thing, in order: the keys of a JSON object, the columns of a table. */
record FigureList<T>(List<Figure<T>> figures) {

  @SafeVarargs
  @SuppressWarnings("varargs")
  static <T> FigureList<T> of(Figure<T>... figures) {
    return new FigureList<>(List.of(figures));
  }

  FigureList<T> and(FigureList<T> more) {
    return new FigureList<>(Stream.concat(figures.stream(), more.figures().stream()).toList());
  }

  /** A DataFrame of one partition with a row for each of them. */
  Dataset<Row> table(SparkSession spark, List<T> all) {
    StructType schema = new StructType();
    for (Figure<T> figure : figures) {
      schema = schema.add(figure.key(), figure.format().type(), true);
    }
    List<Row> rows =
        all.stream()
            .map(
                of ->
                    RowFactory.create(
                        figures.stream()
                            .map(figure -> figure.format().cell(figure.value().apply(of)))
                            .toArray()))
            .toList();
    return spark.createDataFrame(rows, schema).coalesce(1);
  }

  /** Figures that it doesn't have are left out. */
  ObjectNode json(T of) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (Figure<T> figure : figures) {
      Object known = figure.value().apply(of);
      if (known != null) {
        json.putPOJO(figure.key(), known);
      }
    }
    return json;
  }

  ArrayNode json(List<T> all) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    all.forEach(of -> json.add(json(of)));
    return json;
  }

  List<String> titles() {
    return figures.stream().map(Figure::title).toList();
  }

  /** For people, in the order of {@link #titles}. */
  List<String> texts(T of) {
    return figures.stream().map(figure -> figure.text(of)).toList();
  }
}

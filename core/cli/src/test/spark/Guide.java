import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/// Runs the examples for Spark of a guide, on a store in a directory instead of the bucket, and
/// prints the rows that they give. Started as a source file, with Spark on the class path.
///
/// Arguments: the guide, the store's directory, a directory for Spark's own files.
public final class Guide {
  private Guide() {}

  public static void main(String[] words) throws Exception {
    String guide = Files.readString(Path.of(words[0]));
    SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.warehouse.dir", words[2] + "/warehouse")
            .config(
                "spark.hadoop.javax.jdo.option.ConnectionURL",
                "jdbc:derby:;databaseName=" + words[2] + "/catalogue;create=true")
            .enableHiveSupport()
            .getOrCreate();
    Matcher block = Pattern.compile("```sql spark\n(.*?)```", Pattern.DOTALL).matcher(guide);
    while (block.find()) {
      for (String sql : block.group(1).split(";\n")) {
        if (!sql.isBlank()) {
          for (Row row : spark.sql(sql.replace("s3a://evidence/prod", words[1])).collectAsList()) {
            System.out.println("row " + row.mkString(","));
          }
        }
      }
    }
    spark.stop();
  }
}

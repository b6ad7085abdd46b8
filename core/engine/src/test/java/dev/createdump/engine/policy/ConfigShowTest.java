package dev.createdump.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.base.Failure;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigShowTest {
  @TempDir Path directory;
  Project project = new Project(Path.of("."));

  @BeforeEach
  void newProject() {
    project =
        new Project(directory)
            .own("[output]\nmax_file_size = 1500\n[[upload]]\nuri = 's3://b/\"q\"'\n")
            .env("CREATE_DUMP_OUTPUT_FORMATS", "html,diff")
            .flag("scan.secrets", "--no-scan-secrets", "false");
  }

  @Test
  void tellsPeopleValueAndOrigin() throws Failure {
    assertThat(ConfigShow.text(project.load(), true))
        .startsWith(
            """
            output.dir = "."                            # default
            output.name = ""                            # default
            output.formats = ["html", "patch"]          # env CREATE_DUMP_OUTPUT_FORMATS
            output.context = "hunks"                    # default
            output.max_file_size = 1500                 # create-dump.toml:2:1
            """)
        .contains("scan.secrets = false                        # flag --no-scan-secrets\n")
        .endsWith("upload = [{ uri = \"s3://b/\\\"q\\\"\" }]         # create-dump.toml:3:1\n");
  }

  @Test
  void itsLinesMeanTheSameSettings() throws Failure {
    Resolved resolved = project.load();
    Project again = new Project(directory);
    assertThat(again.own(ConfigShow.text(resolved, false)).load().settings())
        .isEqualTo(resolved.settings());
    assertThat(again.own(ConfigShow.text(resolved, true)).load().settings())
        .isEqualTo(resolved.settings());
  }

  @Test
  void tellsProgramsTheWholeHistory() throws Failure {
    assertThat(ConfigShow.json(project.load()))
        .contains(
            """
                {
                  "key" : "output.formats",
                  "value" : [
                    "html",
                    "patch"
                  ],
                  "origin" : {
                    "kind" : "env",
                    "name" : "CREATE_DUMP_OUTPUT_FORMATS"
                  },
                  "overridden" : [
                    {
                      "value" : [
                        "md",
                        "json",
                        "patch"
                      ],
                      "origin" : {
                        "kind" : "default"
                      }
                    }
                  ],
                  "enforced" : [ ]
                },
            """)
        .contains(
            """
                  "origin" : {
                    "kind" : "file",
                    "file" : "create-dump.toml",
                    "line" : 2,
                    "column" : 1
                  },
            """)
        .endsWith("\"notes\" : [ ]\n}\n");
  }
}

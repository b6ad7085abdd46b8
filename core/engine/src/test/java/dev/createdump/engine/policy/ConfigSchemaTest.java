package dev.createdump.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomlj.Toml;

/// Another implementation's reading of the schema agrees with the loader.
class ConfigSchemaTest {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(ConfigSchema.json(), InputFormat.JSON);

  @TempDir Path directory;

  private static List<Error> errors(String toml) {
    return SCHEMA.validate(Toml.parse(toml).toJson(), InputFormat.JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[output]\ndir='x'\nformats=['md','diff']\nmax_file_size='1 mib'\ncontext='full'",
        "[output]\nmax_file_size=0",
        "[[upload]]\nuri='s3://a/b'\n[[upload]]\nuri='file:///x'",
        "upload=[]",
        "[profile.ci.scan]\nsecrets=false\n[[profile.ci.upload]]\nuri='az://a/b/c'",
        "[source]\nbase=''\nrename_limit=100000\nfetch='never'\ngit='jgit'",
        "[scan]\ntodo_tags=['TECH-DEBT_2']\n[report]\ntitle=''\ncomment='required'"
      })
  void acceptsWhatTheLoaderAccepts(String toml) {
    assertThat(new Project(directory).own(toml).problems()).isEmpty();
    assertThat(errors(toml)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "outptu={}",
        "[output]\ndri='x'",
        "[output]\nformats=['docx']",
        "[output]\nformats=[]",
        "[output]\nformats=['md','md']",
        "[output]\ndir=''",
        "[output]\nmax_file_size='1.5MiB'",
        "[output]\nmax_file_size=-1",
        "[source]\nrename_limit=0",
        "[scan]\nsecrets='yes'",
        "[scan]\ntodo_tags=['two words']",
        "[[upload]]\n",
        "[[upload]]\nuri='no scheme'",
        "[[upload]]\nuri='s3://a'\nx=1",
        "[profile.ci]\ndir='x'",
        "[profile.'a b'.output]\ndir='x'"
      })
  void refusesWhatTheLoaderRefuses(String toml) {
    assertThat(new Project(directory).own(toml).problems()).isNotEmpty();
    assertThat(errors(toml)).isNotEmpty();
  }

  @Test
  void acceptsTheStartingFile() {
    assertThat(errors(ConfigInit.text())).isEmpty();
  }
}

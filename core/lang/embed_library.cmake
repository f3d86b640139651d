# Writes OUT: the modules of the library that are written in the sample language itself, as texts
# in the program. A file's name is its module's name: urllib.parse.py is urllib.parse.
#   cmake -DFOLDER=core/lang/library -DOUT=library_sources.cpp -P embed_library.cmake
file(GLOB paths ${FOLDER}/*.py)
list(SORT paths)
set(entries "")
foreach(path IN LISTS paths)
  get_filename_component(name ${path} NAME_WLE)
  file(READ ${path} text)
  string(APPEND entries "    {\"${name}\", R\"python(${text})python\"},\n")
endforeach()
file(WRITE ${OUT} "// Made by embed_library.cmake.
#include \"lang/library_source.h\"

namespace lang {
namespace {
constexpr LibrarySource kSources[] = {
${entries}};
}  // namespace

std::span<const LibrarySource> library_sources() { return kSources; }

}  // namespace lang
")

"""Where the files that come with the program lie."""

from shuangyong_desktop.domain.shipped import resources

__all__ = ["resources"]
